namespace Chat.Sessions.Settings;

/// <summary>Each text of a list has so many UTF-16 units.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class EachAttribute(int minLength, int maxLength) : Attribute
{
    public int MinLength { get; } = minLength;

    public int MaxLength { get; } = maxLength;

    public string Message { get; } = $"Must have {minLength} to {maxLength} UTF-16 units.";

    public bool Allows(string text) => text.Length >= MinLength && text.Length <= MaxLength;
}
