import '#lib/pipeline';
