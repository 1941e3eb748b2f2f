using System.Buffers;
using Chat.Gateway.Json;

namespace Chat.Gateway.Dialects.ChatCops;

/// <summary>What was wrong with a request, gathered under its top fields as the original reports it.</summary>
internal sealed class ChatCopsFaults
{
    private readonly List<string> form = [];

    // Ordered: the answer lists the fields in the order in which they were looked at.
    private readonly List<KeyValuePair<string, List<string>>> fields = [];

    public bool IsEmpty => form.Count == 0 && fields.Count == 0;

    /// <summary>The body as a whole is wrong.</summary>
    public void AddForm(string message) => form.Add(message);

    /// <summary>A field, or something inside of it, is wrong.</summary>
    public void Add(string topField, string message)
    {
        var field = fields.Find(field => field.Key == topField);
        if (field.Value is null)
        {
            fields.Add(new KeyValuePair<string, List<string>>(topField, [message]));
            return;
        }
        field.Value.Add(message);
    }

    /// <summary>Writes the error object's <c>details</c>.</summary>
    public void WriteTo(IBufferWriter<byte> output)
    {
        output.Write("{\"formErrors\":"u8);
        WriteList(output, form);
        output.Write(",\"fieldErrors\":{"u8);
        for (var index = 0; index < fields.Count; index++)
        {
            if (index > 0)
            {
                output.Write(","u8);
            }
            JsonText.WriteString(output, fields[index].Key);
            output.Write(":"u8);
            WriteList(output, fields[index].Value);
        }
        output.Write("}}"u8);
    }

    private static void WriteList(IBufferWriter<byte> output, List<string> messages)
    {
        output.Write("["u8);
        for (var index = 0; index < messages.Count; index++)
        {
            if (index > 0)
            {
                output.Write(","u8);
            }
            JsonText.WriteString(output, messages[index]);
        }
        output.Write("]"u8);
    }
}
