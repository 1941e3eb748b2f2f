namespace Chat.Inference.Prompts;

/// <summary>One earlier message as a provider sees it.</summary>
/// <param name="FromCompany">True: the AI or an agent said it; false: the person who asks.</param>
/// <param name="Text">Its text.</param>
internal readonly record struct ChatTurn(bool FromCompany, string Text);
