using Chat.ServiceDefaults.Errors;

namespace Chat.Sessions.MessageEdits;

/// <summary>There is none in this conversation, or the caller may not see it.</summary>
internal sealed record MessageNotFound() : NotFound("message_not_found", "There is no such message.");

/// <summary>Others' messages, the AI's and events stay as they are.</summary>
internal sealed record MessageOfAnother()
    : Forbidden("message_of_another", "Only your own messages can be edited or deleted.");

/// <summary>The time for second thoughts is over.</summary>
internal sealed record EditWindowOver()
    : PreconditionFailed("edit_window_over", "The message is too old to be changed.");

/// <summary>What a picture or file is the address of does not become another.</summary>
internal sealed record FileNotEditable()
    : PreconditionFailed("file_not_editable", "A picture or file cannot be edited; delete it and send another.");

/// <summary>What is deleted stays deleted.</summary>
internal sealed record MessageGone() : PreconditionFailed("message_deleted", "The message was deleted.");

/// <summary>A message takes so many.</summary>
internal sealed record TooManyReactions()
    : PreconditionFailed("too_many_reactions", "The message has 20 kinds of reactions, or 100 of this one, already.");
