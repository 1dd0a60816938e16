/** The agent's version, as in package.json; esbuild puts the file's content into the bundle. */
import packageJson from '../../package.json' with { type: 'json' };

export const agentVersion = packageJson.version;
