import '@nestjs/cqrs';
