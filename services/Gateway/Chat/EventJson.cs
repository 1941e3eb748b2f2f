using System.Buffers;
using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Json;
using static Chat.Gateway.Chat.JsonFieldWriter;

namespace Chat.Gateway.Chat;

/// <summary>The public JSON of a conversation's event, as the REST resource of messages has it, less what is empty.</summary>
internal static class EventJson
{
    public static void Write(IBufferWriter<byte> output, ConversationEvent happened)
    {
        output.Write("{\"kind\":\""u8);
        output.Write(KindOf(happened.EventCase));
        output.Write("\",\"actor\":"u8);
        MessageJson.WriteAuthor(output, happened.Actor);
        WriteText(output, ",\"status\":"u8, ConversationJson.NameOf(happened.Status));
        WriteText(output, ",\"mode\":"u8, happened.Mode == ConversationMode.Ai ? "ai" : "manual");
        WriteText(output, ",\"assignedAgentId\":"u8, happened.AssignedAgentId);
        WriteNumber(output, ",\"revision\":"u8, happened.Revision);
        WriteText(output, ",\"reason\":"u8, happened.Reason);
        WriteDetails(output, happened);
        output.Write("}"u8);
    }

    private static void WriteDetails(IBufferWriter<byte> output, ConversationEvent happened)
    {
        switch (happened.EventCase)
        {
            case ConversationEvent.EventOneofCase.StatusChanged:
                WriteText(output, ",\"action\":"u8, happened.StatusChanged.Action);
                WriteText(output, ",\"from\":"u8, ConversationJson.NameOf(happened.StatusChanged.From));
                break;
            case ConversationEvent.EventOneofCase.Assigned:
                WriteText(output, ",\"agentId\":"u8, happened.Assigned.AgentId);
                WriteText(output, ",\"fromAgentId\":"u8, happened.Assigned.FromAgentId);
                WriteText(output, ",\"from\":"u8, ConversationJson.NameOf(happened.Assigned.From));
                break;
            case ConversationEvent.EventOneofCase.Unassigned:
                WriteText(output, ",\"agentId\":"u8, happened.Unassigned.AgentId);
                WriteText(output, ",\"from\":"u8, ConversationJson.NameOf(happened.Unassigned.From));
                break;
            case ConversationEvent.EventOneofCase.TagsChanged:
                WriteTexts(output, ",\"tags\":["u8, happened.TagsChanged.Tags);
                break;
            case ConversationEvent.EventOneofCase.DetailsChanged:
                WriteTexts(output, ",\"fields\":["u8, happened.DetailsChanged.Fields);
                break;
            case ConversationEvent.EventOneofCase.NoteChanged:
                WriteText(output, ",\"noteId\":"u8, happened.NoteChanged.NoteId);
                WriteText(output, ",\"change\":"u8, happened.NoteChanged.Change);
                break;
            case ConversationEvent.EventOneofCase.Rated:
                WriteText(output, ",\"ratingType\":"u8, happened.Rated.Type);
                WriteNumber(output, ",\"ratingValue\":"u8, happened.Rated.Value);
                WriteNumber(output, ",\"satisfaction\":"u8, happened.Rated.Satisfaction);
                break;
            case ConversationEvent.EventOneofCase.SlaMissed:
                WriteText(output, ",\"target\":"u8, happened.SlaMissed.Target);
                break;
            default:
                WriteOfMessage(output, happened);
                break;
        }
    }

    private static void WriteOfMessage(IBufferWriter<byte> output, ConversationEvent happened)
    {
        switch (happened.EventCase)
        {
            case ConversationEvent.EventOneofCase.MessageEdited:
                WriteMessage(output, happened.MessageEdited.MessageId, happened.MessageEdited.Sequence);
                WriteText(output, ",\"text\":"u8, happened.MessageEdited.Text);
                break;
            case ConversationEvent.EventOneofCase.MessageDeleted:
                WriteMessage(output, happened.MessageDeleted.MessageId, happened.MessageDeleted.Sequence);
                break;
            case ConversationEvent.EventOneofCase.ReactionChanged:
                WriteMessage(output, happened.ReactionChanged.MessageId, happened.ReactionChanged.Sequence);
                WriteText(output, ",\"emoji\":"u8, happened.ReactionChanged.Emoji);
                output.Write(happened.ReactionChanged.Added ? ",\"added\":true"u8 : ",\"added\":false"u8);
                break;
            case ConversationEvent.EventOneofCase.LabelChanged:
                WriteLabel(output, happened.LabelChanged);
                break;
            default:
                // The mode stands in every event; and of kinds that a newer Sessions gives there is nothing to say.
                break;
        }
    }

    private static void WriteLabel(IBufferWriter<byte> output, LabelChanged labelled)
    {
        if (labelled.MessageId.Length > 0)
        {
            WriteMessage(output, labelled.MessageId, labelled.Sequence);
        }
        output.Write(",\"label\":"u8);
        JsonText.WriteString(output, labelled.Label);
    }

    private static void WriteMessage(IBufferWriter<byte> output, string id, long sequence)
    {
        WriteText(output, ",\"messageId\":"u8, id);
        WriteNumber(output, ",\"messageSequence\":"u8, sequence);
    }

    private static ReadOnlySpan<byte> KindOf(ConversationEvent.EventOneofCase kind) =>
        kind switch
        {
            ConversationEvent.EventOneofCase.StatusChanged => "statusChanged"u8,
            ConversationEvent.EventOneofCase.Assigned => "assigned"u8,
            ConversationEvent.EventOneofCase.Unassigned => "unassigned"u8,
            ConversationEvent.EventOneofCase.ModeChanged => "modeChanged"u8,
            ConversationEvent.EventOneofCase.MessageEdited => "messageEdited"u8,
            ConversationEvent.EventOneofCase.MessageDeleted => "messageDeleted"u8,
            ConversationEvent.EventOneofCase.ReactionChanged => "reactionChanged"u8,
            ConversationEvent.EventOneofCase.TagsChanged => "tagsChanged"u8,
            ConversationEvent.EventOneofCase.DetailsChanged => "detailsChanged"u8,
            ConversationEvent.EventOneofCase.NoteChanged => "noteChanged"u8,
            ConversationEvent.EventOneofCase.Rated => "rated"u8,
            ConversationEvent.EventOneofCase.SlaMissed => "slaMissed"u8,
            ConversationEvent.EventOneofCase.LabelChanged => "labelChanged"u8,
            _ => "unknown"u8,
        };

    private static void WriteTexts(IBufferWriter<byte> output, ReadOnlySpan<byte> head, IEnumerable<string> texts)
    {
        output.Write(head);
        foreach (var (index, text) in texts.Index())
        {
            if (index > 0)
            {
                output.Write(","u8);
            }
            JsonText.WriteString(output, text);
        }
        output.Write("]"u8);
    }
}
