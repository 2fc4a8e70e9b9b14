/* Nothing: ICU's headers and Foundation's own copy of them do not go into one module graph. CIDNA includes them, in C. */
