namespace Chat.Gateway.Live;

/// <summary>
/// What the call has to tell the server: begin <paramref name="Leg"/>, else that the reader of the leg with this id types
/// or does not, else to end that leg.
/// </summary>
internal readonly record struct LiveCommand(LiveLeg? Leg, long Id, bool? Typing);
