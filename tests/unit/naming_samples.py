"""A wire story, a rewrite of it, and what another reporter wrote on the same event."""

WIRE = (
    "The harbour authority of Port Linden will close the eastern breakwater for eleven weeks after divers found cracks "
    "in four of its caissons, harbour master Ilse Brandvold said on Tuesday. Engineers discovered the damage during a "
    "survey in March, when a sonar image showed water seeping through joints that were sealed in 2019. Ferries to "
    "Skarholm will be diverted to the western pier, which adds 20 minutes to each crossing. Fishing crews will be paid "
    "140 crowns for each day on which they cannot land their catch. The repair costs 3.2 million crowns and is to be "
    "finished before the storms of October."
)
REWRITE = (
    "Cracks that divers found in four caissons force the harbour authority in Port Linden to shut its eastern "
    "breakwater for eleven weeks, according to Ilse Brandvold, the harbour master. A sonar image taken during a survey "
    "in March revealed that water seeps through joints which had been sealed in 2019. Passengers bound for Skarholm "
    "must use the western pier, and their crossing takes 20 minutes longer. Crews that cannot land fish receive 140 "
    "crowns a day. Repairs are expected to cost 3.2 million crowns and to end before October brings storms."
)
REPORT = (
    "Fishermen in Port Linden fear for their summer after the town learned that the breakwater will be shut for nearly "
    "three months. Nobody asked us, said Tore Aldous, who has landed crab at the eastern quay since 1987. His brother "
    "Henrik owns 2 boats and pays 900 crowns a week for the berth. Mayor Sunniva Grell called the closure unavoidable "
    "and promised talks with the Skarholm ferry company on Friday. The union says 60 crews are affected and demands "
    "twice what the authority offers."
)
