; The installer of Koyradesk for Windows, made by packaging/build_windows.py, which defines VERSION, OUT, SOURCE, SIZE_KB,
; LZMA where it shall be small, and WORK: the folder into which it writes words.nsh (our sentences), Bengali.nlf, Bengali.nsh,
; side.bmp and files.nsh (PUT_FILES, DELETE_FOLDERS, DELETE_FILES).
;
; Exit codes in silent mode (/S): 0 done, 1 or 2 stopped, 3 Koyradesk is open, 4 the folder holds something else, 5 could not be
; written, 6 a newer version is installed, 7 not a 64-bit Windows 10 or newer. With /UPDATE it then says what it does.
;
; A new version is laid beside the old one and takes its name when it is whole: a power cut, a full disk or a program that is in use
; leaves the old one as it was.
Unicode true
!ifdef LZMA
  SetCompressor /SOLID lzma
  ; In megabytes; who installs needs as much memory. With the usual 8 the file is 1.6 MB bigger.
  SetCompressorDictSize 64
!else
  SetCompressor zlib
!endif
Target amd64-unicode
RequestExecutionLevel user
ManifestDPIAware true
CRCCheck on
SetDateSave on
!addincludedir "${WORK}"
!include MUI2.nsh
!include LogicLib.nsh
!include WinVer.nsh
!include x64.nsh
!include WordFunc.nsh
!include FileFunc.nsh
!include TextFunc.nsh

!define DATA "$LOCALAPPDATA\koyradesk"
!define USUAL "$LOCALAPPDATA\Programs\Koyradesk"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Koyradesk"
!define KIND "Koyradesk.Bundle"
!define START '-X utf8 -m ui.app'

Name "$(NAME)"
OutFile "${OUT}"
InstallDir "${USUAL}"
BrandingText "Koyradesk ${VERSION}"
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "Koyradesk"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "Koyradesk Setup"
VIAddVersionKey "LegalCopyright" "Apache License 2.0"

!define MUI_ICON "${SOURCE}\koyradesk.ico"
!define MUI_UNICON "${SOURCE}\koyradesk.ico"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${WORK}\side.bmp"
!define MUI_UNWELCOMEFINISHPAGE_BITMAP "${WORK}\side.bmp"
!define MUI_WELCOMEPAGE_TITLE "$(WELCOME_TITLE)"
!define MUI_WELCOMEPAGE_TEXT "$(WELCOME)"
!define MUI_FINISHPAGE_TITLE "$(FINISH_TITLE)"
!define MUI_FINISHPAGE_TEXT "$(FINISH)"
!define MUI_FINISHPAGE_RUN "$INSTDIR\pythonw.exe"
!define MUI_FINISHPAGE_RUN_PARAMETERS "${START}"
!define MUI_FINISHPAGE_RUN_TEXT "$(RUN)"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!define MUI_PAGE_HEADER_TEXT "$(UN_CONFIRM_TITLE)"
!define MUI_PAGE_HEADER_SUBTEXT "$(UN_CONFIRM_SUB)"
!define MUI_UNCONFIRMPAGE_TEXT_TOP "$(UN_CONFIRM)"
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!define MUI_FINISHPAGE_TITLE "$(UN_FINISH_TITLE)"
!define MUI_FINISHPAGE_TEXT "$(UN_FINISH)"
!insertmacro MUI_UNPAGE_FINISH
; The first is the one that is offered: most computers of offices speak English, most of their people read Bengali.
!insertmacro MUI_LANGUAGEEX "${WORK}" "Bengali"
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_RESERVEFILE_LANGDLL
!include words.nsh
!include files.nsh

; Ends with an exit code, saying why where somebody sees it.
!macro STOP sentence code
  MessageBox MB_OK|MB_ICONSTOP "${sentence}" /SD IDOK
  SetErrorLevel ${code}
  Quit
!macroend

; The program is open when one of its two executables cannot be opened for writing. Asks to close it; in silent mode waits ten seconds.
!macro WAIT_UNTIL_CLOSED sentence
  StrCpy $1 0
  ${Do}
    StrCpy $2 0
    ${ForEach} $3 1 2 + 1
      ${If} $3 = 1
        StrCpy $4 "$INSTDIR\pythonw.exe"
      ${Else}
        StrCpy $4 "$INSTDIR\python.exe"
      ${EndIf}
      ${If} ${FileExists} "$4"
        ClearErrors
        FileOpen $0 "$4" a
        ${If} ${Errors}
          StrCpy $2 1
        ${Else}
          FileClose $0
        ${EndIf}
      ${EndIf}
    ${Next}
    ${If} $2 = 0
      ${ExitDo}
    ${EndIf}
    ${If} ${Silent}
      IntOp $1 $1 + 1
      ${If} $1 > 20
        SetErrorLevel 3
        Quit
      ${EndIf}
      Sleep 500
    ${Else}
      MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "${sentence}" IDRETRY +3
      SetErrorLevel 3
      Quit
    ${EndIf}
  ${Loop}
!macroend

; A folder's new name, once a virus scanner and the like have let go of it.
!macro RENAME_FOLDER from to
  StrCpy $1 0
  ${Do}
    ClearErrors
    Rename "${from}" "${to}"
    ${IfNot} ${Errors}
      ${ExitDo}
    ${EndIf}
    IntOp $1 $1 + 1
    Sleep 500
    ${If} $1 > 10
      MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(STANDS_IN_WAY)" /SD IDCANCEL IDRETRY +5
      RMDir /r "$INSTDIR.new"
      ; Where the new folder was the one in use, the old one stands aside already. Refused where it does not.
      Rename "$INSTDIR.old" "$INSTDIR"
      SetErrorLevel 5
      Quit
    ${EndIf}
  ${Loop}
!macroend

; What the old version brought is deleted; what somebody else put beside it moves into the new folder.
Function ClearOld
  ${If} ${FileExists} "$INSTDIR.old\files.txt"
    !insertmacro DELETE_FOLDERS "$INSTDIR.old"
    FileOpen $0 "$INSTDIR.old\files.txt" r
    ${Do}
      ClearErrors
      FileRead $0 $1
      ${If} ${Errors}
        ${ExitDo}
      ${EndIf}
      ; Behind a hash and two spaces.
      StrCpy $1 $1 "" 66
      ${TrimNewLines} "$1" $1
      ${If} $1 != ""
        Delete "$INSTDIR.old\$1"
      ${EndIf}
    ${Loop}
    FileClose $0
    Delete "$INSTDIR.old\files.txt"
  ${EndIf}
  Delete "$INSTDIR.old\koyradesk.ico"
  Delete "$INSTDIR.old\uninstall.exe"
  FindFirst $0 $1 "$INSTDIR.old\*.*"
  ${DoWhile} $1 != ""
    ${If} $1 != "."
    ${AndIf} $1 != ".."
      Rename "$INSTDIR.old\$1" "$INSTDIR\$1"
    ${EndIf}
    FindNext $0 $1
  ${Loop}
  FindClose $0
  RMDir "$INSTDIR.old"
FunctionEnd

Function .onInit
  ${GetParameters} $0
  ${GetOptions} $0 "/LANG=" $1
  ${If} $1 == "en"
    StrCpy $LANGUAGE ${LANG_ENGLISH}
  ${ElseIf} $1 == "bn"
    StrCpy $LANGUAGE ${LANG_BENGALI}
  ${Else}
    StrCpy $LANGUAGE ${LANG_BENGALI}
    !define MUI_LANGDLL_ALWAYSSHOW
    !define MUI_LANGDLL_WINDOWTITLE "Koyradesk"
    !define MUI_LANGDLL_INFO "ভাষা · Language"
    !insertmacro MUI_LANGDLL_DISPLAY
  ${EndIf}
  ${IfNot} ${RunningX64}
  ${OrIfNot} ${AtLeastWin10}
    !insertmacro STOP "$(TOO_OLD)" 7
  ${EndIf}
  ; A power cut between the two names: the old version stands aside, and nothing in its place.
  ${IfNot} ${FileExists} "$INSTDIR\*.*"
  ${AndIf} ${FileExists} "$INSTDIR.old\files.txt"
    Rename "$INSTDIR.old" "$INSTDIR"
  ${EndIf}
  ; Somebody may name a folder of his own. The usual one is ours, also with what a removal left or was cut in the middle of.
  ${If} ${FileExists} "$INSTDIR\*.*"
  ${AndIf} $INSTDIR != "${USUAL}"
    ${IfNot} ${FileExists} "$INSTDIR\files.txt"
    ${OrIfNot} ${FileExists} "$INSTDIR\uninstall.exe"
      !insertmacro STOP "$(NOT_OURS)" 4
    ${EndIf}
  ${EndIf}
  ReadRegStr $0 HKCU "${UNINSTALL}" "DisplayVersion"
  ${If} $0 != ""
    ${VersionCompare} "$0" "${VERSION}" $1
    ${If} $1 = 1
      !insertmacro STOP "$(NEWER)" 6
    ${EndIf}
  ${EndIf}
FunctionEnd

Section
  ; Begun by the program, which has closed its window: nobody shall look at nothing for half a minute.
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/UPDATE" $1
  ${IfNot} ${Errors}
    ; Two lines of a hand's breadth: no room for more.
    Banner::show /set 76 "$(NAME) ${VERSION}" "$(UPDATING)"
  ${EndIf}
  !insertmacro WAIT_UNTIL_CLOSED "$(OPEN)"
  RMDir /r "$INSTDIR.new"
  ClearErrors
  SetOutPath "$INSTDIR.new"
  File "/oname=koyradesk.ico" "${SOURCE}\koyradesk.ico"
  !insertmacro PUT_FILES "$INSTDIR.new"
  WriteUninstaller "$INSTDIR.new\uninstall.exe"
  ; Not inside of what gets another name.
  SetOutPath "$TEMP"
  ${If} ${Errors}
    RMDir /r "$INSTDIR.new"
    !insertmacro STOP "$(NOT_WRITTEN)" 5
  ${EndIf}
  !insertmacro WAIT_UNTIL_CLOSED "$(OPEN)"
  Call ClearOld
  ${If} ${FileExists} "$INSTDIR\*.*"
    !insertmacro RENAME_FOLDER "$INSTDIR" "$INSTDIR.old"
  ${EndIf}
  !insertmacro RENAME_FOLDER "$INSTDIR.new" "$INSTDIR"
  Call ClearOld

  ; Where a shortcut's program starts is the OutPath of this moment.
  SetOutPath "$DOCUMENTS"
  CreateShortcut "$SMPROGRAMS\কয়রাডেস্ক.lnk" "$INSTDIR\pythonw.exe" '${START}' "$INSTDIR\koyradesk.ico" 0
  CreateShortcut "$DESKTOP\কয়রাডেস্ক.lnk" "$INSTDIR\pythonw.exe" '${START}' "$INSTDIR\koyradesk.ico" 0
  WriteRegStr HKCU "Software\Classes\${KIND}" "" "$(BUNDLE)"
  WriteRegStr HKCU "Software\Classes\${KIND}\DefaultIcon" "" "$INSTDIR\koyradesk.ico"
  WriteRegStr HKCU "Software\Classes\${KIND}\shell\open\command" "" '"$INSTDIR\pythonw.exe" ${START} "%1"'
  WriteRegStr HKCU "Software\Classes\.koyra" "" "${KIND}"
  WriteRegStr HKCU "Software\Classes\.koyraupdate" "" "${KIND}"
  ; Of a sealed bundle's name (….koyra.age) Windows knows the last part alone, and that is not ours: it is offered among the programs
  ; for .age files, and taken where there is no other.
  WriteRegStr HKCU "Software\Classes\.age\OpenWithProgids" "${KIND}" ""
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "কয়রাডেস্ক (Koyradesk)"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\koyradesk.ico"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegStr HKCU "${UNINSTALL}" "Language" "$LANGUAGE"
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" ${SIZE_KB}
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  SetErrorLevel 0
SectionEnd

Function un.onInit
  ReadRegStr $0 HKCU "${UNINSTALL}" "Language"
  ${If} $0 != ""
    StrCpy $LANGUAGE $0
  ${EndIf}
  ; The list goes last: where it has gone, a power cut came in between, and the registry still tells that this is the place.
  ReadRegStr $0 HKCU "${UNINSTALL}" "InstallLocation"
  ${IfNot} ${FileExists} "$INSTDIR\files.txt"
  ${AndIf} $0 != $INSTDIR
    !insertmacro STOP "$(NOT_OURS)" 4
  ${EndIf}
FunctionEnd

Section Uninstall
  !insertmacro WAIT_UNTIL_CLOSED "$(UN_OPEN)"
  ; Only what was brought: a file that somebody put here stays, and with it the folder.
  !insertmacro DELETE_FOLDERS "$INSTDIR"
  Delete "$INSTDIR\koyradesk.ico"
  !insertmacro DELETE_FILES "$INSTDIR"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\কয়রাডেস্ক.lnk"
  Delete "$DESKTOP\কয়রাডেস্ক.lnk"
  ReadRegStr $0 HKCU "Software\Classes\.koyra" ""
  ${If} $0 == "${KIND}"
    DeleteRegKey HKCU "Software\Classes\.koyra"
  ${EndIf}
  ReadRegStr $0 HKCU "Software\Classes\.koyraupdate" ""
  ${If} $0 == "${KIND}"
    DeleteRegKey HKCU "Software\Classes\.koyraupdate"
  ${EndIf}
  DeleteRegValue HKCU "Software\Classes\.age\OpenWithProgids" "${KIND}"
  DeleteRegKey /ifempty HKCU "Software\Classes\.age\OpenWithProgids"
  DeleteRegKey /ifempty HKCU "Software\Classes\.age"
  DeleteRegKey HKCU "Software\Classes\${KIND}"
  DeleteRegKey HKCU "${UNINSTALL}"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd
