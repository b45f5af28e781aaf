import '#lib/alliance';
