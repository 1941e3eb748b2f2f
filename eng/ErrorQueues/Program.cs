using Chat.ErrorQueueTool;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
var command = new Command(Console.Out, Environment.GetEnvironmentVariable("ConnectionStrings__messaging"));
return await command.RunAsync(args, stop.Token);
