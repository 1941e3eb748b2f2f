namespace Chat.Sessions.Routing;

/// <summary>Whether the AI may answer a customer's message. The numbers are those of append_message's `withhold`.</summary>
internal enum AiTurn : short
{
    /// <summary>As the conversation has it.</summary>
    Open = 0,

    /// <summary>People answer, unless somebody left the conversation to the AI or its agent lets the AI answer.</summary>
    PeopleFirst = 1,

    /// <summary>It never does.</summary>
    Off = 2,
}
