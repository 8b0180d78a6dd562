// The trust file (docs/formats/published.md): the logs' keys as the Sigstore libraries want them, and the officers' keys by role.
import { createHash, createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';

const ED25519_SPKI = Buffer.from('302a300506032b6570032100', 'hex');

// A C2SP verifier key of type 1 as a transparency log instance. Its id, the first four bytes of a hash, stands before each signature of a note.
function readLog(text) {
  const [, origin, id, base64] = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/.exec(text) ?? [];
  const key = Buffer.from(base64 ?? '', 'base64');
  const own = createHash('sha256').update(`${origin}\n`).update(key).digest('hex').slice(0, 8);
  if (key.length !== 33 || key[0] !== 1 || own !== id) throw new Error(`trust: not a log's key: ${text}`);
  return {
    baseUrl: origin,
    hashAlgorithm: 1,
    logId: { keyId: Buffer.from(id, 'hex') },
    publicKey: { rawBytes: Buffer.concat([ED25519_SPKI, key.subarray(1)]), keyDetails: 7 },
  };
}

export function readTrust(path) {
  const lines = readFileSync(path, 'utf8').split('\n');
  if (lines[0] !== 'atalaya-trust/v1') throw new Error('trust: not a trust file');
  const logs = new Map();
  const officers = new Map();
  for (let i = 1; i < lines.length; i++) {
    const [word, first, second] = lines[i].split(' ');
    if (word === 'log') {
      logs.set(first, readLog(second ?? ''));
    } else if (word === 'officer') {
      const end = lines.indexOf('-----END PUBLIC KEY-----', i);
      const spki = createPublicKey(lines.slice(i + 1, end + 1).join('\n')).export({ type: 'spki', format: 'der' });
      if (spki.length !== 44 || !spki.subarray(0, 12).equals(ED25519_SPKI)) throw new Error('trust: not an Ed25519 key');
      const id = spki.subarray(12).toString('hex');
      if (officers.has(id)) throw new Error('trust: one key for two offices');
      officers.set(id, { state: first, role: second, spki });
      i = end;
    } else if (word !== '' && word !== 'witness' && !word.startsWith('#')) {
      throw new Error(`trust: not a line of a trust file: ${lines[i]}`);
    }
  }
  return { logs, officers };
}
