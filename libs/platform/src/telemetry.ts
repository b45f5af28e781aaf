/**
 * OpenTelemetry traces from the request to the delivery. Code depends on the small API only; the SDK is loaded when an
 * endpoint is configured, and its absence costs nothing but the traces. Attributes are ids and counts.
 */
import {
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  context,
  defaultTextMapGetter,
  defaultTextMapSetter,
  propagation,
  trace,
  type Attributes,
  type Context,
  type Span,
} from '@opentelemetry/api';
import type { Logger } from 'pino';

export interface SpanOptions {
  /** W3C traceparent of what caused this work, carried through the log and the outbox. */
  readonly parent?: string | undefined;
  readonly kind?: SpanKind;
  readonly attributes?: Attributes;
}

const tracer = () => trace.getTracer('rapport');

const contextOf = (traceparent: string | undefined): Context =>
  traceparent ? propagation.extract(ROOT_CONTEXT, { traceparent }, defaultTextMapGetter) : context.active();

/** Runs `work` inside a span; an error marks the span and goes on to the caller. */
export function inSpan<T>(name: string, options: SpanOptions, work: (span: Span) => Promise<T>): Promise<T> {
  const { parent, kind = SpanKind.INTERNAL, attributes = {} } = options;
  return tracer().startActiveSpan(name, { kind, attributes }, contextOf(parent), async (span) => {
    try {
      return await work(span);
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'error' });
      throw error;
    } finally {
      span.end();
    }
  });
}

/** The traceparent to store beside what this work leaves behind; undefined when nothing is traced. */
export function currentTraceparent(): string | undefined {
  const carrier: Record<string, string> = {};
  propagation.inject(context.active(), carrier, defaultTextMapSetter);
  return carrier['traceparent'];
}

export { SpanKind } from '@opentelemetry/api';

/** Starts the SDK when an endpoint is set. Returns what stops it; says so when the optional packages are missing. */
export async function startTelemetry(options: {
  endpoint: string;
  service: string;
  logger: Logger;
}): Promise<() => Promise<void>> {
  if (!options.endpoint) return async () => undefined;
  try {
    const { NodeTracerProvider, BatchSpanProcessor } = await import('@opentelemetry/sdk-trace-node');
    const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http');
    const { resourceFromAttributes } = await import('@opentelemetry/resources');
    const exporter = new OTLPTraceExporter({ url: `${options.endpoint.replace(/\/$/, '')}/v1/traces` });
    const provider = new NodeTracerProvider({
      resource: resourceFromAttributes({ 'service.name': options.service }),
      spanProcessors: [new BatchSpanProcessor(exporter)],
    });
    provider.register();
    return () => provider.shutdown();
  } catch (error) {
    options.logger.warn(
      { error: String(error) },
      'traces are off: the optional OpenTelemetry packages are not installed',
    );
    return async () => undefined;
  }
}
