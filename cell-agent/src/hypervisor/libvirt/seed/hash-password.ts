import { runTool } from '../disks/run-tool.ts';

/**
 * The form of a password that a Linux system keeps (SHA-512 crypt), with a new salt each time.
 * @param password one line of at most 255 bytes: OpenSSL would cut off the rest without an error.
 */
export async function hashPassword(password: string): Promise<string> {
  let hash = '';
  const onOutput = (chunk: string) => {
    hash += chunk;
  };
  await runTool('openssl', ['passwd', '-6', '-stdin'], { input: `${password}\n`, onOutput });
  return hash.trim();
}
