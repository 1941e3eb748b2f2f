namespace Chat.Sessions.Log;

/// <summary>What a message is taken for when its batch is appended. The numbers are those of append_messages.</summary>
internal enum AppendShape : short
{
    /// <summary>None of the usual ones: appended by itself.</summary>
    Other = 0,

    /// <summary>Begins a conversation, if its author has no live one that it goes into.</summary>
    Begins = 1,

    /// <summary>An AI's reply, under its fence.</summary>
    Reply = 2,

    /// <summary>Goes into a conversation that is there; by external id: or begins it.</summary>
    Continues = 3,
}
