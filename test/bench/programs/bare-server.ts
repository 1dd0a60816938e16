/** `bare-server.js PORT DATABASE`: Hono and better-sqlite3 and nothing else: what a Node service costs at the least. */
import { serve } from '@hono/node-server';
import Database from 'better-sqlite3';
import { Hono } from 'hono';

const [port, path] = process.argv.slice(2);
const database = new Database(path);
const ping = database.prepare('SELECT 1 AS ready');
const app = new Hono();
app.get('/readyz', (c) => c.json(ping.get() as { ready: number }));
app.get('/hello', (c) => c.json({ error_code: 0, message: '', data: { hello: 'world' } }));
serve({ fetch: app.fetch, port: Number(port), hostname: '127.0.0.1' });
