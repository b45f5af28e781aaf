import '#lib/evaluation';
