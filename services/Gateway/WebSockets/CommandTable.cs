using System.Collections.Frozen;
using Chat.Gateway.Json;
using Chat.ServiceDefaults.Errors;

namespace Chat.Gateway.WebSockets;

/// <summary>All commands by their type, and how bytes become one of them: pure, never throws for what a client sends.</summary>
internal sealed class CommandTable
{
    private readonly FrozenDictionary<string, int> byType;
    private readonly ISocketCommand[] commands;
    private readonly string[] types;
    private readonly Func<JsonFields, Result<TakenCommand>> read;

    public CommandTable(IEnumerable<ISocketCommand> commands)
    {
        this.commands = [.. commands];
        read = Read;
        types = [.. this.commands.Select(static command => command.Type)];
        byType = types.Index().ToFrozenDictionary(static item => item.Item, static item => item.Index);
    }

    /// <summary>How many there are.</summary>
    public int Count => commands.Length;

    /// <summary>The command; or the faults. <see cref="MalformedJson"/> means that it was no frame at all.</summary>
    public Result<TakenCommand> Read(ReadOnlyMemory<byte> bytes) => JsonBody.Read(bytes, read);

    private Result<TakenCommand> Read(JsonFields fields)
    {
        var type = fields.RequiredText("type", 1, SocketProtocol.MaxId);
        if (!byType.TryGetValue(type, out var number))
        {
            _ = fields.OneOf("type", types);
            return Refused(fields);
        }
        var frame = commands[number].Read(fields);
        return fields.Faults.Count > 0 ? Refused(fields) : new TakenCommand(number, commands[number], frame);
    }

    // The type and the id are read by their command as well: a fault of them is one fault.
    private static FrameInvalid Refused(JsonFields fields)
    {
        var id = IdOf(fields);
        return new FrameInvalid([.. fields.Faults.Distinct()], id);
    }

    // So that the client knows which of its commands it was; a faulty id is no id.
    private static string IdOf(JsonFields fields) => fields.Text("id", 0, SocketProtocol.MaxId) is { } id ? id : "";
}
