import '#lib/synthetic';
