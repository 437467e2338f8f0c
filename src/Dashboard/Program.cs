using Digilo.Analytics.Dashboard.Commands;

return await Cli.RunAsync(args);
