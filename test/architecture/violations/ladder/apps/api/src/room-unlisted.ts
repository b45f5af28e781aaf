import '#lib/attic';
