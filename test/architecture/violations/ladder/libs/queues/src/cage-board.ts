import '@bull-board/api';
