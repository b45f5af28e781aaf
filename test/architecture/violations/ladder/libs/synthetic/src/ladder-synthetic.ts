import '#lib/intake';
