using Chat.Sessions.Messages;

namespace Chat.Sessions.Labels;

/// <summary>A message with its label.</summary>
/// <param name="Message">As it stands now.</param>
/// <param name="Label">What it was labelled with when the list was read.</param>
/// <param name="LabelledAt">When the label was set last.</param>
internal sealed record LabelledMessage(StoredMessage Message, TrainingLabel Label, DateTime LabelledAt);
