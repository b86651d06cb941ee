export const doctorHelp = '';
export const doctor = () => 0;
