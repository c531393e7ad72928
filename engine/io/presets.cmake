# rollout_preset_table(FOLDER TYPE FUNCTION HEADER SOURCE): compiles the YAML files of a folder of resources in, as a table
# of names and texts. Done when the build is configured, which happens again when one of them changes.
function(rollout_preset_table folder type function header source)
  set(folder ${PROJECT_SOURCE_DIR}/resources/${folder})
  file(GLOB files CONFIGURE_DEPENDS ${folder}/*.yaml)
  list(SORT files)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${files})
  set(rows "")
  foreach(file IN LISTS files)
    get_filename_component(name ${file} NAME_WE)
    file(READ ${file} text)
    string(APPEND rows "    {\"${name}\", R\"yaml(${text})yaml\"},\n")
  endforeach()
  file(CONFIGURE OUTPUT ${source} @ONLY CONTENT [[
// Generated from @folder@.
#include <array>

#include "@header@"

namespace rollout {

std::span<const @type@> @function@()
{
    static constexpr auto presets = std::to_array<@type@>({
@rows@    });
    return presets;
}

} // namespace rollout
]])
endfunction()
