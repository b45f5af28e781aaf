import '#lib/eventlog';
