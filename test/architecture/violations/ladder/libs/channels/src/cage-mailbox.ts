import 'mailparser';
