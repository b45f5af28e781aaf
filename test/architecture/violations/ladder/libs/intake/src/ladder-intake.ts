import '#lib/platform';
