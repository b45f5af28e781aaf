import '#lib/queues';
