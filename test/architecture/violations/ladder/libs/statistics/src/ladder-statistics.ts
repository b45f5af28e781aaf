import '#lib/events';
