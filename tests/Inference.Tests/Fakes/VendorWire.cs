namespace Chat.Inference.Fakes;

/// <summary>How one vendor writes its answers, as its own documents show them.</summary>
public abstract class VendorWire
{
    /// <summary>Those that are asked over the network.</summary>
    public static TheoryData<string> Names => ["claude", "openai", "gemini"];

    /// <summary>What configuration calls it.</summary>
    public abstract string Name { get; }

    /// <summary>First part of its variables' names.</summary>
    public abstract string Variables { get; }

    /// <summary>What its variable for the base address gets, for a server at an address.</summary>
    public abstract string BaseUrl(string address);

    /// <summary>Path and query of its requests for the model <c>m</c>.</summary>
    public abstract string Path { get; }

    /// <summary>Its credentials for the key <c>k</c>.</summary>
    public virtual string Credentials => "k";

    /// <summary>What comes before the first word.</summary>
    public virtual string Opening => "";

    /// <summary>A word.</summary>
    public abstract string Word(string text);

    /// <summary>The end, with a stop reason of the vendor: 11 tokens in (3 of them cached), 7 out.</summary>
    public abstract string End(string reason);

    /// <summary>Its word for: all is said.</summary>
    public abstract string Complete { get; }

    /// <summary>Its word for: the token limit is reached.</summary>
    public abstract string Limit { get; }

    /// <summary>Its word for: filtered or refused.</summary>
    public abstract string Refusal { get; }

    /// <summary>Calls <c>find</c> with <c>{"q":"Grüße"}</c> and <c>now</c> without arguments.</summary>
    public abstract string Calls { get; }

    /// <summary>An event of the right frame with broken JSON.</summary>
    public virtual string Malformed => "data: {\"type\":\"content_block_delta\",\"choices\":[{]\n\n";

    /// <summary>The vendor breaks down after it has begun to answer.</summary>
    public abstract string ErrorEvent { get; }

    /// <summary>A complete answer.</summary>
    public string Whole(params string[] words) => Opening + string.Concat(words.Select(Word)) + End(Complete);

    public static VendorWire Of(string name) =>
        name switch
        {
            "claude" => new ClaudeWire(),
            "gemini" => new GeminiWire(),
            _ => new OpenAiWire(),
        };
}
