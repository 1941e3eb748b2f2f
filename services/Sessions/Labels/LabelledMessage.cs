using Chat.Sessions.Messages;

namespace Chat.Sessions.Labels;

/// <summary>A message with its label.</summary>
/// <param name="Message">As it stands now, its label set.</param>
/// <param name="LabelledAt">When the label was set last.</param>
internal sealed record LabelledMessage(StoredMessage Message, DateTime LabelledAt);
