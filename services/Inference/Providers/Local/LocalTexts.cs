namespace Chat.Inference.Providers.Local;

/// <summary>The sentences the local provider says of itself: the one place to translate.</summary>
internal static class LocalTexts
{
    public const string Unknown =
        "I am sorry, I do not know the answer to that: I found nothing about it in our documents. "
        + "Would you like to talk to a person? Just say so, and I will bring someone in.";

    public const string KnowledgeAway =
        "I am sorry, I cannot look into our documents at the moment, so I do not want to guess. "
        + "Please try again in a minute, or ask for a person.";

    public const string Greeting = "Hello! How can I help you?";

    public const string Thanks = "You are welcome! Is there anything else I can help you with?";

    public const string Farewell = "Goodbye, and thank you for writing.";

    public const string SeeAlso = "See also: ";
}
