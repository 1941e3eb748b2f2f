using Chat.Contracts.Sessions.V1;
using Chat.ServiceDefaults.Errors;

namespace Chat.Gateway.Live;

/// <summary>What a reader of a conversation's log gets.</summary>
internal abstract record LiveItem;

/// <summary>The subscription stands. With <paramref name="Reset"/> the reader must drop what it has.</summary>
internal sealed record LiveBegan(long Epoch, bool Reset) : LiveItem;

/// <summary>Entries in order, none of which the reader has.</summary>
internal sealed record LiveEntries(long Epoch, IReadOnlyList<LogEntry> Entries) : LiveItem;

/// <summary>What goes on beside the log, the newest of each key.</summary>
internal sealed record LiveSignals(IReadOnlyList<Signal> Signals) : LiveItem;

/// <summary>The subscription is over and will not come back.</summary>
internal sealed record LiveEnded(Error Error) : LiveItem;
