/**
 * Reads the provider's own documentation out of a text: OpenAPI 3, Swagger 2, Apidog's export, or cURL commands.
 *
 * SECURITY: the text is somebody else's. Nothing it names is fetched or opened, neither addresses nor files nor references to them; its
 * size, its depth and its aliases are bounded; of headers, parameters and bodies only names are kept.
 */
import { JSON_SCHEMA, load } from 'js-yaml';
import { DeskFailure } from '../../contract/errors.ts';
import { Papers } from '../../contract/papers.ts';
import { readApidog } from './apidog.ts';
import { looksLikeCurl, readCurl } from './curl.ts';
import { Budget, isObject } from './document.ts';
import { readOpenApi } from './openapi.ts';

/** Longest YAML, in characters: a second's work for the parser. JSON is read ten times as fast and may be as long as the bridge takes. */
const longestYaml = 2_000_000;

/** @throws DeskFailure `papersUnreadable`, `papersUnknown`, `papersTooLarge`, `papersEmpty` */
export function readPapers(text: string): Papers {
  const source = text.replace(/^\uFEFF/, '').trim();
  const budget = new Budget();
  const papers = looksLikeCurl(source) ? readCurl(source) : readDocument(parse(source), budget);
  if (papers.operations.length === 0) throw new DeskFailure({ code: 'papersEmpty' });
  return Papers.parse(papers);
}

function readDocument(document: unknown, budget: Budget): Papers {
  if (!isObject(document)) throw new DeskFailure({ code: 'papersUnknown' });
  if ('openapi' in document || 'swagger' in document) return readOpenApi(document, budget);
  if ('apidogProject' in document) return readApidog(document, budget);
  throw new DeskFailure({ code: 'papersUnknown' });
}

function parse(source: string): unknown {
  if (source === '') throw new DeskFailure({ code: 'papersEmpty' });
  const isJson = /^[[{]/.test(source);
  if (!isJson && source.length > longestYaml) throw new DeskFailure({ code: 'papersTooLarge' });
  try {
    // SECURITY: an alias that stands for an alias a hundred times over, and a nesting without end, are refused by the parser.
    return isJson ? JSON.parse(source) : load(source, { schema: JSON_SCHEMA, maxDepth: 60, maxAliases: 500 });
  } catch (cause) {
    // The parser's message quotes the text, which may have a key in it: it goes nowhere.
    throw new DeskFailure({ code: 'papersUnreadable', params: lineOf(cause) });
  }
}

/** Where the parser stopped, as far as it says: from 1. */
function lineOf(cause: unknown): Record<string, number> {
  const mark = isObject(cause) ? cause['mark'] : undefined;
  const line =
    isObject(mark) && typeof mark['line'] === 'number' ? mark['line'] + 1 : Number(/\(line (\d+) /.exec(String(cause))?.[1] ?? 0);
  return { line };
}
