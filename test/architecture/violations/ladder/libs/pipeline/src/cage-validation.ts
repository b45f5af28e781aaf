import 'class-validator';
