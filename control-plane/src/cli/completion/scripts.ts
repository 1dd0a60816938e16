/** What a shell runs once to complete `cellar`: each asks the program itself, so that they never disagree with it. */
export const completionScripts = {
  bash: `_cellar() {
  local IFS=$'\\n'
  COMPREPLY=($(cellar __complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
}
complete -F _cellar cellar
`,
  zsh: `#compdef cellar
_cellar() {
  local -a found
  found=("\${(@f)$(cellar __complete -- "\${words[@]:1:$((CURRENT - 1))}" 2>/dev/null)}")
  compadd -a found
}
compdef _cellar cellar
`,
  fish: `function __cellar_complete
  set -l words (commandline -opc) (commandline -ct)
  cellar __complete -- $words[2..-1] 2>/dev/null
end
complete -c cellar -f -a '(__cellar_complete)'
`,
} as const;

export type Shell = keyof typeof completionScripts;
