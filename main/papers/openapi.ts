/** Reads OpenAPI 3.0 and 3.1 and Swagger 2.0. */
import type { Papers, PapersField, PapersOperation } from '../../contract/papers.ts';
import { clearest, isKeyHeader, schemeWordIn, serverOf, templateOf } from './address.ts';
import { type Budget, type Json, arrayAt, isObject, lineOf, objectAt, resolve } from './document.ts';
import { type SchemaReader, fieldsOf, fieldsOfExample, valuesOf } from './schema.ts';

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;
const mostOperations = 500;

type Access = NonNullable<Papers['access']>;
type Body = Pick<PapersOperation, 'body' | 'fields' | 'fileField'>;

export const noBody: Body = { body: 'none', fields: [], fileField: null };

export function readOpenApi(document: Json, budget: Budget): Papers {
  const reader: SchemaReader = { root: document, budget };
  const isSwagger = 'swagger' in document;
  const servers = isSwagger
    ? [serverOf(`//${lineOf(document['host'])}${lineOf(document['basePath'])}`.replace(/^\/\/(?=\/|$)/, ''))]
    : arrayAt(document, 'servers').map((each) => serverOf(isObject(each) ? lineOf(each['url']) : ''));
  const base = servers[0]?.base ?? '';
  const access: Access[] = accessOf(document, reader);
  const operations: PapersOperation[] = [];
  let more = 0;
  for (const [path, value] of Object.entries(objectAt(document, 'paths'))) {
    const item = resolve(value, document, budget);
    // Who overrides the server for a path writes its base there.
    const own = arrayAt(item, 'servers').map((each) => serverOf(isObject(each) ? lineOf(each['url']) : ''))[0]?.base;
    for (const method of methods) {
      const operation = item[method];
      if (!isObject(operation)) continue;
      if (operations.length >= mostOperations) {
        more += 1;
        continue;
      }
      operations.push(readOperation(method, templateOf(own ?? base, path), operation, arrayAt(item, 'parameters'), reader, access));
    }
  }
  return {
    format: isSwagger ? 'swagger' : 'openapi',
    title: lineOf(objectAt(document, 'info')['title']),
    servers: [...new Set(servers.map((server) => server.origin))].filter((origin) => origin !== '').slice(0, 20),
    access: clearest(access),
    operations,
    unread: [
      ...(budget.outer > 0 ? [{ what: 'outerReferences' as const, count: budget.outer }] : []),
      ...(more > 0 ? [{ what: 'moreOperations' as const, count: more }] : []),
    ],
  };
}

function readOperation(
  method: string,
  template: string,
  operation: Json,
  shared: readonly unknown[],
  reader: SchemaReader,
  access: Access[],
): PapersOperation {
  // One of the operation's own stands for the one of all operations with its name.
  const parameters = new Map<string, Json>();
  for (const each of [...shared, ...arrayAt(operation, 'parameters')]) {
    const parameter = resolve(each, reader.root, reader.budget);
    parameters.set(`${lineOf(parameter['in'])} ${lineOf(parameter['name'])}`, parameter);
  }
  const of = (where: string): Json[] => [...parameters.values()].filter((parameter) => parameter['in'] === where);
  for (const header of of('header')) {
    const name = lineOf(header['name']);
    // SECURITY: the example of such a header is somebody's key, or a word and a key.
    if (isKeyHeader(name)) access.push({ header: name, scheme: schemeWordIn(exampleOf(header)) });
  }
  return {
    key: `${method.toUpperCase()} ${template}`,
    method: method.toUpperCase(),
    template,
    title: lineOf(operation['summary']) || lineOf(operation['description']),
    operationId: lineOf(operation['operationId']),
    query: of('query')
      .slice(0, 200)
      .map((parameter) => parameterField(parameter, reader)),
    ...('requestBody' in operation
      ? bodyOf(resolve(operation['requestBody'], reader.root, reader.budget), reader)
      : swaggerBodyOf(of('body'), of('formData'), operation, reader)),
  };
}

function exampleOf(parameter: Json): string {
  const schema = objectAt(parameter, 'schema');
  return lineOf(parameter['example']) || lineOf(schema['example']) || lineOf(schema['default']) || lineOf(parameter['default']);
}

function parameterField(parameter: Json, reader: SchemaReader): PapersField {
  const schema = resolve(parameter['schema'] ?? parameter, reader.root, reader.budget);
  return { name: lineOf(parameter['name']), within: '', required: parameter['required'] === true, values: valuesOf(schema, reader) };
}

function bodyOf(requestBody: Json, reader: SchemaReader): Body {
  const content = Object.entries(objectAt(requestBody, 'content'));
  const of = (pattern: RegExp): Json | undefined =>
    content.map(([type, value]) => (pattern.test(type) && isObject(value) ? value : undefined)).find((value) => value !== undefined);
  const json = of(/json/i);
  if (json !== undefined) {
    const fields = fieldsOf(json['schema'], reader);
    return {
      body: 'json',
      fields:
        fields.length > 0
          ? fields
          : fieldsOfExample(
              json['example'] ?? Object.values(objectAt(json, 'examples')).map((each) => (isObject(each) ? each['value'] : undefined))[0],
            ),
      fileField: null,
    };
  }
  const multipart = of(/multipart\/form-data/i);
  if (multipart !== undefined) {
    const schema = resolve(multipart['schema'], reader.root, reader.budget);
    const properties = Object.entries(objectAt(schema, 'properties')).map(([name, value]) => ({
      name,
      part: resolve(value, reader.root, reader.budget),
    }));
    const file = properties.find(({ part }) => isFile(part) || isFile(resolve(part['items'], reader.root, reader.budget)));
    return {
      body: 'multipart',
      fields: fieldsOf(schema, reader).filter((field) => field.name !== file?.name),
      fileField: file === undefined ? null : lineOf(file.name),
    };
  }
  return content.length === 0 ? noBody : { ...noBody, body: 'other' };
}

/** 3.0 says `format: binary`, 3.1 a media type, Apidog's own exports `type: file`. */
const isFile = (schema: Json): boolean =>
  schema['format'] === 'binary' || schema['type'] === 'file' || typeof schema['contentMediaType'] === 'string';

function swaggerBodyOf(bodies: readonly Json[], form: readonly Json[], operation: Json, reader: SchemaReader): Body {
  const [body] = bodies;
  if (body !== undefined) return { body: 'json', fields: fieldsOf(body['schema'], reader), fileField: null };
  if (form.length === 0) return noBody;
  const file = form.find((parameter) => parameter['type'] === 'file');
  const isMultipart = file !== undefined || arrayAt(operation, 'consumes').some((type) => String(type).includes('multipart'));
  return {
    body: isMultipart ? 'multipart' : 'other',
    fields: form.filter((parameter) => parameter !== file).map((parameter) => parameterField(parameter, reader)),
    fileField: file === undefined ? null : lineOf(file['name']),
  };
}

/** Of the schemes that the document requires, else of all that it defines. */
function accessOf(document: Json, reader: SchemaReader): Access[] {
  const defined = { ...objectAt(objectAt(document, 'components'), 'securitySchemes'), ...objectAt(document, 'securityDefinitions') };
  const required = arrayAt(document, 'security').flatMap((each) => (isObject(each) ? Object.keys(each) : []));
  const names = required.length > 0 ? required : Object.keys(defined);
  return names.flatMap((name) => {
    const scheme = resolve(defined[name], reader.root, reader.budget);
    if (scheme['type'] === 'http') {
      const word = lineOf(scheme['scheme']);
      return [{ header: 'Authorization', scheme: word === '' ? null : /^bearer$/i.test(word) ? 'Bearer' : word }];
    }
    if (scheme['type'] === 'apiKey' && scheme['in'] === 'header') return [{ header: lineOf(scheme['name']), scheme: null }];
    return scheme['type'] === 'oauth2' || scheme['type'] === 'openIdConnect' ? [{ header: 'Authorization', scheme: 'Bearer' }] : [];
  });
}
