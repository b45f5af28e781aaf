import '#lib/presentation';
