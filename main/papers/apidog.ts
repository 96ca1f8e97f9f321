/**
 * Reads a project as Apidog exports it in its own format. The shape is known from other programs that read and write it
 * (`apidogProject`, `apiCollection` of folders, each call under `api`, schemas in `schemaCollection`); no export of this provider was ever
 * seen (A).
 */
import type { Papers, PapersField, PapersOperation } from '../../contract/papers.ts';
import { clearest, isKeyHeader, schemeWordIn, serverOf, templateOf } from './address.ts';
import { type Budget, type Json, arrayAt, isObject, lineOf, objectAt } from './document.ts';
import { noBody } from './openapi.ts';
import { type SchemaReader, fieldsOf, fieldsOfExample } from './schema.ts';

const mostOperations = 500;
const deepestFolder = 20;
const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

type Access = NonNullable<Papers['access']>;

export function readApidog(project: Json, budget: Budget): Papers {
  const schemas: Record<string, unknown> = {};
  eachLeaf(arrayAt(project, 'schemaCollection'), budget, (leaf) => {
    const schema = objectAt(leaf, 'schema');
    const id = lineOf(leaf['id']).replace(/^#\/definitions\//, '');
    if (id !== '') Object.defineProperty(schemas, id, { value: schema['jsonSchema'] ?? schema, enumerable: true });
  });
  // Its references read `#/definitions/4711`, and lead to the collection of schemas.
  const reader: SchemaReader = { root: { definitions: schemas }, budget };
  const servers = arrayAt(project, 'environments')
    .flatMap((each) => (isObject(each) ? [lineOf(each['baseUrl']), ...Object.values(objectAt(each, 'baseUrls')).map(lineOf)] : []))
    .filter((address) => address !== '')
    .map(serverOf);
  const access: Access[] = [];
  const operations: PapersOperation[] = [];
  let more = 0;
  eachLeaf(arrayAt(project, 'apiCollection'), budget, (leaf) => {
    const api = objectAt(leaf, 'api');
    const method = lineOf(api['method']).toUpperCase();
    if (!methods.includes(method) || typeof api['path'] !== 'string') return;
    if (operations.length >= mostOperations) more += 1;
    else operations.push(readApi(leaf, api, method, servers[0]?.base ?? '', reader, access));
  });
  return {
    format: 'apidog',
    title: lineOf(objectAt(project, 'info')['name']),
    servers: [...new Set(servers.map((server) => server.origin))].filter((origin) => origin !== '').slice(0, 20),
    access: clearest(access),
    operations,
    unread: [
      ...(budget.outer > 0 ? [{ what: 'outerReferences' as const, count: budget.outer }] : []),
      ...(more > 0 ? [{ what: 'moreOperations' as const, count: more }] : []),
    ],
  };
}

/** Every entry of a collection that is no folder. */
function eachLeaf(items: readonly unknown[], budget: Budget, use: (leaf: Json) => void, depth = 0): void {
  if (depth > deepestFolder) return;
  for (const item of items) {
    budget.spend();
    if (!isObject(item)) continue;
    if (isObject(item['api']) || isObject(item['schema'])) use(item);
    eachLeaf(arrayAt(item, 'items'), budget, use, depth + 1);
  }
}

function readApi(leaf: Json, api: Json, method: string, base: string, reader: SchemaReader, access: Access[]): PapersOperation {
  const parameters = parametersOf(api);
  for (const header of parameters('header')) {
    const name = lineOf(header['name']);
    // SECURITY: of its example only the word before the key.
    if (isKeyHeader(name)) access.push({ header: name, scheme: schemeWordIn(lineOf(header['example'])) });
  }
  const auth = lineOf(objectAt(api, 'auth')['type']);
  if (auth === 'bearer') access.push({ header: 'Authorization', scheme: 'Bearer' });
  const address = lineOf(api['path']);
  const template = templateOf(base, serverOf(address).origin === '' ? address : serverOf(address).base);
  return {
    key: `${method} ${template}`,
    method,
    template,
    title: lineOf(leaf['name']) || lineOf(api['description']),
    operationId: lineOf(api['operationId']),
    query: parameters('query').slice(0, 200).map(fieldOf),
    ...bodyOf(objectAt(api, 'requestBody'), reader),
  };
}

/** In some exports one list for all, in others a list for each place. */
function parametersOf(api: Json): (where: string) => Json[] {
  const given = api['parameters'];
  return (where) =>
    Array.isArray(given)
      ? given.filter((each): each is Json => isObject(each) && each['in'] === where)
      : isObject(given)
        ? arrayAt(given, where).filter(isObject)
        : [];
}

const fieldOf = (parameter: Json): PapersField => ({
  name: lineOf(parameter['name']),
  within: '',
  required: parameter['required'] === true,
  values: arrayAt(objectAt(parameter, 'schema'), 'enum').map(lineOf).slice(0, 100),
});

function bodyOf(body: Json, reader: SchemaReader): Pick<PapersOperation, 'body' | 'fields' | 'fileField'> {
  const type = lineOf(body['type']);
  if (type.includes('json')) {
    const fields = fieldsOf(body['jsonSchema'], reader);
    const [first] = arrayAt(body, 'examples');
    return {
      body: 'json',
      fields: fields.length > 0 ? fields : fieldsOfExample(isObject(first) ? first['value'] : body['example']),
      fileField: null,
    };
  }
  if (type === '' || type === 'none') return noBody;
  const parts = arrayAt(body, 'parameters').filter(isObject);
  const file = parts.find((part) => part['type'] === 'file');
  return {
    body: type.includes('multipart') ? 'multipart' : 'other',
    fields: parts
      .filter((part) => part !== file)
      .slice(0, 500)
      .map(fieldOf),
    fileField: file === undefined ? null : lineOf(file['name']),
  };
}
