namespace Chat.Gateway.Live;

/// <summary>What the call has to tell the server: begin <paramref name="Leg"/>, or end the leg with this id.</summary>
internal readonly record struct LiveCommand(LiveLeg? Leg, long EndedId);
