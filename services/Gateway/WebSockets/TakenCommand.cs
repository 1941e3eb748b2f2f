namespace Chat.Gateway.WebSockets;

/// <summary>A command and what its frame says.</summary>
/// <param name="Number">Of the command among all, from 0: what its rate is counted by.</param>
internal readonly record struct TakenCommand(int Number, ISocketCommand Command, ClientFrame Frame);
