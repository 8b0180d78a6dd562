// Verifies the records of a published folder with the Sigstore libraries (npm: @sigstore/verify, @sigstore/bundle): each envelope's signature, its
// leaf, the proof that the leaf stands in the log, and the log's signature. Then the opened fields against the signed digests (RFC 9901).
// Nothing of the program that wrote the folder is used.
//
//   node verify.mjs DIR TRUST        prints tab-separated lines: ok|fail|note, code, arguments
//   node verify.mjs --batch LIST     LIST has lines DIR <tab> TRUST; a line "= n" closes each one's findings
import { bundleFromJSON } from '@sigstore/bundle';
import { Verifier, toSignedEntity, toTrustMaterial } from '@sigstore/verify';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readTrust } from './trust.mjs';

const KIND = /^https:\/\/atalaya\.example\/accord\/([a-z-]+)\/v1$/;
const LIAISON = ['flight-request', 'amendment', 'withdrawal', 'counter', 'clearance-decision', 'concurrence'];
// Which office may sign what (docs/formats/records.md). A kind that is not here is signed by anybody who is trusted.
const SIGNS = {
  'guidance-version': ['authority'],
  affirmation: ['authority', 'node'],
  ...Object.fromEntries(LIAISON.map((kind) => [kind, ['liaison']])),
  'mission-state': ['operator'],
  'observed-mission': ['observer', 'node'],
  'fork-proof': ['observer', 'node'],
  'policy-decision': ['liaison', 'node'],
  dispute: ['observer', 'liaison', 'authority'],
  'key-event': ['custodian'],
};

const lines = [];
let failures = 0;

// What a stranger's folder says must not reach a terminal as it is.
const plain = (value) => String(value).replace(/[\u0000-\u001f\u007f-\u009f]/g, '?');

function say(word, code, ...args) {
  if (word === 'fail') failures++;
  lines.push([word, code, ...args.map(plain)].join('\t'));
}

const sha256 = (data, form) => createHash('sha256').update(data).digest(form);

function need(holds, what) {
  if (!holds) throw new Error(what);
}

// The fields that were opened: each must be promised by the signed payload.
function openFields(file, statement) {
  const promised = new Set(statement.predicate._sd);
  const fields = new Map();
  const text = file ? readFileSync(file, 'latin1') : '';
  need(!file || text.endsWith('\n'), 'the opened fields end early');
  const disclosures = text.split('\n').slice(0, -1);
  for (const disclosure of disclosures) {
    need(promised.delete(sha256(disclosure, 'base64url')), 'an opened field is not the one that was signed');
    const [salt, name, value, ...more] = JSON.parse(Buffer.from(disclosure, 'base64url').toString('utf8'));
    need(typeof salt === 'string' && salt.length >= 22 && typeof name === 'string' && more.length === 0 && !fields.has(name), 'not a field');
    fields.set(name, value);
  }
  if (promised.size === 0) {
    const joined = disclosures.slice().sort((a, b) => (sha256(a, 'base64url') < sha256(b, 'base64url') ? -1 : 1)).map((d) => d + '~').join('');
    need(sha256(joined, 'hex') === statement.subject[0].digest.sha256, 'the fields together are not those that were signed');
  }
  return { fields, sealed: promised.size };
}

function verifyRecord(dir, log, entry, trust, material) {
  const where = String(entry.index).padStart(6, '0');
  need(entry.bundle === `${log.folder}/records/${where}.sigstore.json`, 'the index names another file');
  need(entry.opened === undefined || entry.opened === `${log.folder}/records/${where}.opened`, 'the index names another file of opened fields');
  const json = JSON.parse(readFileSync(join(dir, entry.bundle), 'utf8'));
  const bundle = bundleFromJSON(json);
  need(bundle.content.$case === 'dsseEnvelope' && bundle.verificationMaterial.content.$case === 'publicKey', 'not an envelope with a key');
  const verifier = new Verifier(material, { ctlogThreshold: 0, tlogThreshold: 1, timestampThreshold: 0 });
  verifier.verify(toSignedEntity(bundle));

  const { payload, payloadType } = bundle.content.dsseEnvelope;
  const hint = bundle.verificationMaterial.content.publicKey.hint;
  const officer = trust.officers.get(hint);
  const digest = sha256(payload, 'hex');
  const statement = JSON.parse(payload.toString('utf8'));
  const kind = KIND.exec(statement.predicateType)?.[1];
  need(payloadType === 'application/vnd.in-toto+json' && statement._type === 'https://in-toto.io/Statement/v1', 'not an in-toto statement');
  need(kind === entry.kind && digest === entry.digest, 'the index says another kind or digest');
  need(!(kind in SIGNS) || SIGNS[kind].includes(officer.role), `the office ${officer.role} may not sign ${kind}`);
  const { fields, sealed } = openFields(entry.opened && join(dir, entry.opened), statement);
  need(sealed === entry.sealed, 'the index says another number of sealed fields');
  need(!fields.has('side') || fields.get('side') === officer.state, `signed by ${officer.state} in the name of another side`);
  return { folder: log.folder, index: entry.index, kind, digest, officer, key: hint, fields, sealed };
}

// A record of a kind that takes two officers: was it approved by another key whose office may sign it?
function approval(record, records) {
  const { kind, fields } = record;
  const two = ['guidance-version', 'flight-request', 'amendment', 'clearance-decision', 'key-event'].includes(kind)
    && fields.get('outcome') !== 'revoke' && fields.get('act') !== 'revoke';
  if (!two) return 'one';
  const found = records.some((a) => a.kind === 'approval' && a.fields.get('record') === record.digest && a.fields.get('answer') === 'approve'
    && a.key !== record.key && a.officer.state === record.officer.state && SIGNS[kind].includes(a.officer.role));
  return found ? 'two' : 'second-missing';
}

// What a side's own log said of a key before the record: a key that was revoked signs no more (by position in the log, never by claimed time).
function revoked(record, records) {
  const own = record.officer.state.toLowerCase();
  return record.folder === own && records.some((e) => e.folder === own && e.index < record.index && e.kind === 'key-event'
    && e.officer.state === record.officer.state && e.fields.get('act') === 'revoke' && e.fields.get('key') === record.key);
}

function verify(dir, trustFile) {
  let trust, index;
  try {
    trust = readTrust(trustFile);
    index = JSON.parse(readFileSync(join(dir, 'index.json'), 'utf8'));
    need(index.format === 'atalaya-published/v1' && Array.isArray(index.logs), 'not an index of ours');
  } catch (e) {
    say('fail', 'records', '-', '-', e.message);
    return;
  }
  const records = [];
  for (const log of index.logs) {
    const key = trust.logs.get(log.folder);
    if (!key) {
      say('fail', 'log-unknown', log.folder);
      continue;
    }
    // This folder's log alone: a bundle of the other log has no place in it.
    const material = toTrustMaterial(
      { mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1', certificateAuthorities: [], timestampAuthorities: [], ctlogs: [], tlogs: [key] },
      Object.fromEntries([...trust.officers].map(([id, officer]) => [id, { rawBytes: officer.spki }])),
    );
    const before = failures;
    for (const entry of log.records) {
      try {
        records.push(verifyRecord(dir, log, entry, trust, material));
      } catch (e) {
        say('fail', 'bundle', log.folder, entry.index, e.message);
      }
    }
    if (failures === before) say('ok', 'bundles', log.folder, log.records.length);
  }
  let sealed = 0, opened = 0;
  for (const record of records) {
    sealed += record.sealed;
    opened += record.fields.size;
    if (revoked(record, records)) {
      say('fail', 'revoked', record.folder, record.index, record.kind);
    } else {
      say('ok', 'record', record.folder, record.index, record.kind, record.officer.state, record.officer.role, record.fields.size, record.sealed, approval(record, records));
    }
    if ([...record.fields.values()].includes('destroyed')) say('note', 'destroyed', record.folder, record.index);
  }
  if (failures === 0) say('ok', 'opened', opened);
  if (sealed > 0) say('note', 'sealed', sealed);
}

function attempt(dir, trustFile) {
  failures = 0;
  try {
    verify(dir, trustFile);
  } catch (e) {
    say('fail', 'records', '-', '-', e.message);
  }
}

if (process.argv[2] === '--batch') {
  for (const line of readFileSync(process.argv[3], 'utf8').trim().split('\n')) {
    attempt(...line.split('\t'));
    lines.push(`= ${failures}`);
  }
} else if (process.argv.length === 4 && existsSync(process.argv[2])) {
  attempt(process.argv[2], process.argv[3]);
} else {
  console.error('usage: node verify.mjs DIR TRUST');
  process.exit(2);
}
process.stdout.write(lines.join('\n') + '\n');
process.exitCode = process.argv[2] !== '--batch' && failures > 0 ? 1 : 0;
