// Usage: node check.mjs FOLDER...
// Checks every dashboard in each FOLDER against the types of @grafana/schema, the options and own fields of each panel against
// those of its kind, and every query against the grammar of PromQL. Prints one line for each fault and one for each folder; exit code 1 if
// there is any fault, or a folder without dashboards.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parser } from '@prometheus-io/lezer-promql';
import Ajv from 'ajv';
import { createGenerator } from 'ts-json-schema-generator';

const types = join(import.meta.dirname ?? process.cwd(), 'node_modules/@grafana/schema/dist/types/raw');
const ajv = new Ajv({ allErrors: true, strict: false });

function validator(file, type) {
  const generator = createGenerator({ path: join(types, file), type, skipTypeCheck: true, additionalProperties: false });
  return ajv.compile(generator.createSchema(type));
}

const dashboardIsValid = validator('dashboard/x/types.gen.d.ts', 'Dashboard');
const optionsAreValid = Object.fromEntries(
  ['timeseries', 'stat', 'table', 'state-timeline'].map((kind) => [
    kind,
    validator(`composable/${kind.replace('-', '')}/panelcfg/x/types.gen.d.ts`, 'Options'),
  ]),
);

// What only panels of one kind have beside their options.
const ownFieldsAreValid = { timeseries: validator('composable/timeseries/panelcfg/x/types.gen.d.ts', 'FieldConfig') };

/** What Grafana puts in the place of its variables, as far as the grammar cares. */
function substituted(expression) {
  return expression.replaceAll('$__rate_interval', '1m').replace(/\$[a-z_]+/g, 'x');
}

function faults(name, dashboard) {
  const found = [];
  const tell = (where, what) => found.push(`${name}: ${where}: ${what}`);
  if (!dashboardIsValid(dashboard)) {
    dashboardIsValid.errors.forEach((error) => tell(error.instancePath || '/', `${error.message} ${JSON.stringify(error.params)}`));
  }
  for (const panel of dashboard.panels.filter((one) => one.type !== 'row')) {
    const valid = optionsAreValid[panel.type];
    if (!valid) {
      tell(panel.title, `panels of type ${panel.type} are not checked: add the type to check.mjs`);
    } else if (!valid(panel.options)) {
      valid.errors.forEach((error) => tell(panel.title, `options${error.instancePath}: ${error.message} ${JSON.stringify(error.params)}`));
    }
    const own = panel.fieldConfig.defaults.custom;
    const ownIsValid = ownFieldsAreValid[panel.type];
    if (own !== undefined && !ownIsValid) {
      tell(panel.title, `fieldConfig.custom of type ${panel.type} is not checked: add the type to check.mjs`);
    } else if (own !== undefined && !ownIsValid(own)) {
      ownIsValid.errors.forEach((error) => tell(panel.title, `custom${error.instancePath}: ${error.message} ${JSON.stringify(error.params)}`));
    }
    for (const target of panel.targets) {
      const query = substituted(target.expr);
      parser.parse(query).iterate({
        enter(node) {
          if (node.type.isError) {
            tell(panel.title, `no PromQL at character ${node.from}: ${query}`);
          }
        },
      });
    }
  }
  return found;
}

/** Whether there are dashboards, and no faults. */
function check(folder) {
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  const found = files.flatMap((file) => faults(file, JSON.parse(readFileSync(join(folder, file), 'utf8'))));
  found.forEach((fault) => console.log(fault));
  console.log(`${folder}: ${files.length} dashboards, ${found.length} faults`);
  return found.length === 0 && files.length > 0;
}

process.exitCode = process.argv.slice(2).map(check).every(Boolean) ? 0 : 1;
