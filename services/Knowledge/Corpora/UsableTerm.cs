namespace Chat.Knowledge.Corpora;

/// <summary>A lexeme that stands for a group of the question.</summary>
/// <param name="Group">The group.</param>
/// <param name="Lexeme">Its number in the <see cref="Lexicon"/>.</param>
/// <param name="Factor">How much of the group's weight it is worth.</param>
internal readonly record struct UsableTerm(int Group, int Lexeme, double Factor);
