import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Metrics } from '../../kernel/ports.ts'

export interface PrometheusMetrics extends Metrics {
  readonly contentType: string
  text(): Promise<string>
}

/** A registry of its own for each app, so that tests do not share counts. */
export function prometheusMetrics(): PrometheusMetrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    counter(name, help, labels = []) {
      const counter = new Counter({ name, help, labelNames: [...labels], registers: [registry] })
      return { inc: (values, by) => (values ? counter.inc({ ...values }, by) : counter.inc(by)) }
    },
    gauge(name, help) {
      const gauge = new Gauge({ name, help, registers: [registry] })
      return { set: (value) => gauge.set(value) }
    },
    watch(kind, name, help, read) {
      const registers = [registry]
      if (kind === 'gauge') {
        const gauge: Gauge = new Gauge({ name, help, registers, collect: () => gauge.set(read()) })
        return
      }
      const counter: Counter = new Counter({
        name,
        help,
        registers,
        collect() {
          counter.reset()
          counter.inc(read())
        },
      })
    },
    histogram(name, help, buckets, labels = []) {
      const histogram = new Histogram({
        name,
        help,
        buckets: [...buckets],
        labelNames: [...labels],
        registers: [registry],
      })
      return {
        observe: (value, values) =>
          values ? histogram.observe({ ...values }, value) : histogram.observe(value),
      }
    },
  }
}
