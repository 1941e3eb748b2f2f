using System.Text;
using Chat.Inference.Prompts;
using Chat.ServiceDefaults;

namespace Chat.Inference.Providers;

/// <summary>Tool calls of one turn as they come in. Bounded: a model must not fill our memory with arguments.</summary>
internal sealed class ToolCallDraft
{
    /// <summary>Most calls in one turn.</summary>
    public const int MaxCalls = 64;

    /// <summary>Most characters of arguments in all calls of one turn.</summary>
    public const int MaxArguments = 256 * 1024;

    private readonly List<Draft> _drafts = [];
    private int _characters;

    /// <summary>Calls begun.</summary>
    public int Count => _drafts.Count;

    /// <summary>The complete call at a place.</summary>
    public ToolCall this[int place] => _drafts[place].ToCall();

    /// <summary>Begins a call or goes on with one.</summary>
    /// <exception cref="InvalidDataException">Too many, too much, or arguments that belong to no call.</exception>
    public void Add(ToolCallPart part)
    {
        var draft = Find(part) ?? Begin(part);
        draft.Add(part);
        _characters += part.Arguments.Length;
        if (_characters > MaxArguments)
        {
            throw new InvalidDataException("The provider sent more arguments than a turn may have.");
        }
    }

    /// <summary>By the index; where the vendor gives none, a piece without id and name goes on with the last call.</summary>
    /// <remarks>
    /// Some compatible servers count nothing and give every call the same index: another id with a name is another call
    /// there, and what comes without goes on with the latest. An id alone says nothing: others make a new one for each piece.
    /// </remarks>
    private Draft? Find(ToolCallPart part)
    {
        if (part.Index is null)
        {
            return Begins(part) || _drafts.Count == 0 ? null : _drafts[^1];
        }
        var draft = _drafts.FindLast(draft => draft.Index == part.Index);
        return draft is null || draft.IsOtherThan(part) ? null : draft;
    }

    private Draft Begin(ToolCallPart part)
    {
        if (!Begins(part) || _drafts.Count == MaxCalls)
        {
            throw new InvalidDataException("The provider sent arguments of no call, or too many calls.");
        }
        var draft = new Draft(part.Index);
        _drafts.Add(draft);
        return draft;
    }

    private static bool Begins(ToolCallPart part) => part.Id.Length > 0 || part.Name.Length > 0;

    private sealed class Draft(int? index)
    {
        private readonly StringBuilder _arguments = new();
        private string _id = "";
        private string _name = "";
        private string? _signature;
        private WholeCharacters _characters;

        public int? Index => index;

        public bool IsOtherThan(ToolCallPart part) =>
            part.Id.Length > 0 && part.Name.Length > 0 && _id.Length > 0 && part.Id != _id;

        public void Add(ToolCallPart part)
        {
            _id = part.Id.Length > 0 ? part.Id : _id;
            _name = part.Name.Length > 0 ? part.Name : _name;
            _signature = part.Signature ?? _signature;
            _arguments.Append(_characters.Take(part.Arguments));
        }

        /// <summary>Some servers give no id, and none of them any arguments when the tool takes none.</summary>
        public ToolCall ToCall() =>
            new(
                _id.Length > 0 ? _id : $"call_{Ids.NewText()}",
                _name,
                _arguments.Length > 0 ? _arguments.ToString() : "{}",
                _signature
            );
    }
}
