export const installHelp = '';
export const uninstallHelp = '';
export const install = () => 0;
export const uninstall = () => 0;
