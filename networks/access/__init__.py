"""Who reads and who acts. Other rooms import the names they need from the modules here:

reading: check_read, may_read, parts_read, visible, readers_of, tokens_of
acting: check_may, may, require, check_signed_in
viewer: Viewer, viewer_of
actions.mark: mark
"""
